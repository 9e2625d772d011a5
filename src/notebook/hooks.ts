import { deflateSync, gzipSync } from 'node:zlib';

import type { Wish } from '../sandbox/wish.ts';
import { wishText } from '../sandbox/wish.ts';
import type { AgentPart } from './archive.ts';
import { agentModules } from './archive.ts';
import { base85 } from './base85.ts';

/**
 * Longest `Content` of a lifecycle hook, in base64 characters
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_NotebookInstanceLifecycleHook.html).
 */
export const longestHook = 16_384;

/**
 * How both hooks begin: text for `Fn::Sub`, with the parameters `IdleMinutes`, `StopsAt` and
 * `KeepEndpoints` and the name of the sandbox's `Bucket`. A hook's `Content` is
 * `Fn::Base64(Fn::Join('', [Fn::Sub(hookHead), body]))`.
 */
export const hookHead = `#!/bin/bash
LABS_SANDBOX='\${AWS::StackName}'
LABS_REGION='\${AWS::Region}'
LABS_BUCKET='\${Bucket}'
LABS_IDLE_MINUTES='\${IdleMinutes}'
LABS_STOPS_AT='\${StopsAt}'
LABS_KEEP_ENDPOINTS='\${KeepEndpoints}'
`;

// Root neither writes nor runs what the learner owns: a link of theirs on the volume, or a program
// they changed, would otherwise act as root, even where their own root access is off.
//
// A hook that fails takes the notebook's start with it, and the sandbox's creation: whatever goes
// wrong here is a line in the hook's log, and the notebook opens without the agent.
const roots = `set -euo pipefail
trap 's=$?; [ $s = 0 ] || echo "labs: this hook ended with $s; the notebook opens without it" >&2; exit 0' EXIT
: "\${LABS_SYSTEMD:=/etc/systemd/system}"
: "\${LABS_SAGEMAKER:=/home/ec2-user/SageMaker}"
: "\${LABS_USER:=ec2-user}"
labs=$LABS_SAGEMAKER/.labs
as_user() {
  if [ "$(id -un)" = "$LABS_USER" ]; then "$@"; else sudo -Hu "$LABS_USER" -- "$@"; fi
}
put() {
  as_user bash -c 'mkdir -p "\${0%/*}" && cat >"$0.new" && mv -f "$0.new" "$0"' "$labs/$1"
}
unpack() {
  python3 -c 'import base64, io, sys, zipfile, zlib
text = zlib.decompress(base64.b85decode(sys.stdin.read().strip())).decode()
file = io.BytesIO()
with zipfile.ZipFile(file, "w") as out:
    for module in text.split("\\0"): out.writestr(*module.split("\\n", 1))
sys.stdout.buffer.write(file.getvalue())'
}
`;

/**
 * The OnCreate hook after {@link hookHead}: leaves on the volume the wish of the template's labs,
 * and the part of the agent that fulfils it.
 */
export function onCreateBody(wish: Wish): string {
  return `${roots}base64 --decode <<'WISH' | gzip -d | put wish.json
${gzipSync(wishText(wish), densest).toString('base64')}
WISH
unpack <<'AGENT' | put prepare.pyz
${packed('labs_prepare')}
AGENT
echo "labs: wish of $LABS_SANDBOX is written"
`;
}

/**
 * The OnStart hook after {@link hookHead}: puts the agent, its settings and the SageMaker SDK's
 * defaults in place and starts the agent's timer. Everything outside the volume is made anew at each start of
 * the instance, so this is, too. It uses no network.
 */
export function onStartBody(): string {
  return `${roots}unpack <<'AGENT' | put agent.pyz
${packed('labs_agent')}
AGENT
put agent.json <<END
{"version":1,"sandbox":"$LABS_SANDBOX","region":"$LABS_REGION","bucket":"$LABS_BUCKET",
"idleMinutes":$LABS_IDLE_MINUTES,"stopsAt":"$LABS_STOPS_AT","keepEndpoints":$LABS_KEEP_ENDPOINTS}
END
conda=\${LABS_SAGEMAKER%/*}/anaconda3
python=
for each in "$conda"/{envs/{JupyterSystemEnv,python3}/,}bin/python "$(command -v python3)"; do
  if as_user "$each" -c 'import botocore, sys; assert sys.version_info >= (3, 9)' 2>/dev/null
  then python=$each; break; fi
done
if [ -z "$python" ]; then
  echo "labs: no Python 3.9 with botocore below $conda or on PATH" >&2
  exit 1
fi
root=\${LABS_SYSTEMD%/etc/systemd/system}
xdg=$root/etc/xdg/sagemaker
mkdir -p "$LABS_SYSTEMD" "$xdg"
cat >"$xdg/config.yaml" <<END
SchemaVersion: '1.0'
SageMaker:
  PythonSDK:
    Modules:
      Session:
        DefaultS3Bucket: $LABS_BUCKET
END
cat >"$LABS_SYSTEMD/labs-agent.service" <<END
[Service]
Type=oneshot
User=$LABS_USER
ExecStart="$python" "$labs/agent.pyz" "$root/"
END
cat >"$LABS_SYSTEMD/labs-agent.timer" <<END
[Timer]
OnActiveSec=0
OnUnitInactiveSec=20
AccuracySec=1
[Install]
WantedBy=timers.target
END
chmod 644 "$xdg/config.yaml" "$LABS_SYSTEMD"/labs-agent.*
systemctl daemon-reload
systemctl enable --now labs-agent.timer
echo "labs: agent of $LABS_SANDBOX runs on $python"
`;
}

const densest = { level: 9, memLevel: 9 };

/**
 * A part of the agent in one line of base 85, of which a hook holds 6 % more than of base 64: its
 * modules, deflated as one, which a zip's own headers would make 6 % longer. The instance's own
 * Python makes the zip.
 */
function packed(part: AgentPart): string {
  const modules = agentModules(part).map(({ path, text }) => `${path}\n${text}`);
  return base85(deflateSync(modules.join('\0'), densest));
}
