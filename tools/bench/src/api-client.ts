import type { RunDescription } from '@anamnese/tool-stack'

export type ApiCall = <T>(path: string) => Promise<T>

/** Calls the public API as the program that the demonstration registers (OAuth2 client credentials). */
export async function apiClient({ gateway, apiClient: client }: RunDescription): Promise<ApiCall> {
  const answer = await fetch(client.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    }),
  })
  if (!answer.ok) throw new Error(`jeton refusé : ${answer.status} ${await answer.text()}`)
  const { access_token: token } = (await answer.json()) as { access_token: string }
  return async <T>(path: string): Promise<T> => {
    const response = await fetch(gateway + path, { headers: { authorization: `Bearer ${token}` } })
    if (!response.ok) throw new Error(`${path} : ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
}
