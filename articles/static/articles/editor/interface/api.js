/* Send requests to the API with the page's CSRF token. */
export async function post(address, body, { token, ...options }) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
    ...options,
  })
  const { ok, status } = response
  if (!ok) throw Object.assign(new Error(`The server answered ${status}.`), { status })
  return response.json()
}
