/** Injection tokens of what the platform gives to each service. */
export const CONFIG = Symbol('service configuration')
export const LOG = Symbol('logger')
export const BLOBS = Symbol('blob store')
