const digits =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';

/**
 * Base 85 with the digits of RFC 1924, as Python's `base64.b85decode` reads it. None of them is a
 * quote, a backslash or a bracket, so it passes JSON, CDK tokens and a bash heredoc as it is.
 */
export function base85(bytes: Buffer): string {
  const padding = (4 - (bytes.length % 4)) % 4;
  const padded = Buffer.concat([bytes, Buffer.alloc(padding)]);
  let text = '';
  for (let at = 0; at < padded.length; at += 4) {
    let number = padded.readUInt32BE(at);
    let group = '';
    for (let digit = 0; digit < 5; digit += 1) {
      group = digits[number % 85]! + group;
      number = Math.floor(number / 85);
    }
    text += group;
  }
  return text.slice(0, text.length - padding);
}
