import { Option } from 'commander';
import { FILE_FORMATS } from '../../repair/repaired-file.ts';

export const formatOption = (description: string): Option =>
  new Option('--format <format>', description).choices(FILE_FORMATS);
