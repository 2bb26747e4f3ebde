/* Send requests to the API with the page's CSRF token. */
export async function post(address, body, { token, ...options }) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
    ...options,
  })
  if (!response.ok) throw new Error(`The server answered ${response.status}.`)
  return response.json()
}
