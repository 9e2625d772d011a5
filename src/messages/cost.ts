import { text } from './text.ts';

export const costMessages = {
  'cost.summary': text({
    en: () => 'what it has cost, and costs now',
    ko: () => '지금까지의 요금과 현재 요금',
  }),
};
