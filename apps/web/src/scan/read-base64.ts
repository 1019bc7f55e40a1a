/** The bytes of a file in base64, as the API takes pictures. */
export function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      const [, base64 = ''] = typeof reader.result === 'string' ? reader.result.split(',') : []
      resolve(base64)
    }
    reader.onerror = () => {
      reject(reader.error ?? new Error('unreadable file'))
    }
    reader.readAsDataURL(file)
  })
}
