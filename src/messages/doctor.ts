import { text } from './text.ts';

export const doctorMessages = {
  'doctor.summary': text({
    en: () => 'what is missing on this computer or in the account',
    ko: () => '이 컴퓨터와 계정에 부족한 것을 찾습니다',
  }),
};

export const doctorFailures = {};
