export { AsteriskImage, type AsteriskImageProps } from './asterisk-image';
export type { ImageSource } from './image-source';
