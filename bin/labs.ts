#!/usr/bin/env node
import { main } from '../src/cli/main.ts';

// "NodeVersionSupportWarning" of the SDK is a line on stderr in every command; `labs doctor` says it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

process.exitCode = await main(process.argv.slice(2));
