setTimeout(() => {}, 120_000)
