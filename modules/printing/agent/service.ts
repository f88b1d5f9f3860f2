import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import path from 'node:path'

type Service = { server: string; token: string; say: (line: string) => void }

const NAME = 'tillage-agent'

/** Has this program start with the machine: a systemd unit on Linux, a task at start-up on Windows. */
export async function installService(service: Service): Promise<void> {
  const home =
    process.platform === 'win32'
      ? path.join(process.env.ProgramData ?? homedir(), NAME)
      : `/opt/${NAME}`
  mkdirSync(home, { recursive: true })
  const program = path.join(home, `${NAME}.mjs`)
  // The copy that runs stays when the one that was fetched is cleaned away.
  copyFileSync(process.argv[1] ?? '', program)
  if (process.platform === 'win32') installTask(program, service)
  else installUnit(program, service)
}

/** The unit as text; the token stands in a file of its own that only root may read. */
export const systemdUnit = (node: string, program: string, user: string): string => `[Unit]
Description=Prints a shop's papers on printers of this network
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=${node} ${program}
EnvironmentFile=/etc/${NAME}.env
User=${user}
SupplementaryGroups=lp dialout
Restart=always
RestartSec=5
RestartPreventExitStatus=78
NoNewPrivileges=true
ProtectSystem=strict
ProtectHome=true

[Install]
WantedBy=multi-user.target
`

function installUnit(program: string, { server, token, say }: Service): void {
  const user = process.env.SUDO_USER ?? userInfo().username
  writeFileSync(`/etc/${NAME}.env`, `TILLAGE_SERVER=${server}\nTILLAGE_TOKEN=${token}\n`, {
    mode: 0o600,
  })
  writeFileSync(`/etc/systemd/system/${NAME}.service`, systemdUnit(process.execPath, program, user))
  execFileSync('systemctl', ['daemon-reload'], { stdio: 'inherit' })
  execFileSync('systemctl', ['enable', '--now', NAME], { stdio: 'inherit' })
  say('Installed: it starts with this machine. Look at it with: journalctl -u tillage-agent')
}

/** What Windows is told: run at every start, whoever is signed in, and again when it ended. */
export const windowsTask = (node: string, program: string, service: Service): string[] => [
  '/Create',
  '/F',
  '/TN',
  NAME,
  '/SC',
  'ONSTART',
  '/RU',
  'SYSTEM',
  '/RL',
  'HIGHEST',
  '/TR',
  `"${node}" "${program}" --server ${service.server} --token ${service.token}`,
]

function installTask(program: string, service: Service): void {
  execFileSync('schtasks', windowsTask(process.execPath, program, service), { stdio: 'inherit' })
  execFileSync('schtasks', ['/Run', '/TN', NAME], { stdio: 'inherit' })
  service.say('Installed: it starts with this machine. Look at it in the Task Scheduler.')
}
