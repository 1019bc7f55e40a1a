import { WithdrawalController } from './withdrawal.controller'
import { WithdrawalService } from './withdrawal.service'

export const withdrawalControllers = [WithdrawalController]
export const withdrawalProviders = [WithdrawalService]
