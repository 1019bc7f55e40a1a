import { Controller, Get } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { DocumentTypeView } from '@anamnese/contracts'
import { classOf, type DocumentType, DocumentTypes, feedsDmp, formatOf } from '@anamnese/interop-clinical-documents'
import { Requires } from '@anamnese/platform-security'

@ApiTags('Lettres')
@Controller('document-types')
export class DocumentTypesController {
  constructor(private readonly types: DocumentTypes) {}

  @ApiOperation({ summary: 'Les types de documents qui se rédigent ici, leurs sections et ce qu’ils deviennent' })
  @Requires('document.read')
  @Get()
  list(): DocumentTypeView[] {
    return this.types.all.map(viewOf)
  }
}

function viewOf(type: DocumentType): DocumentTypeView {
  const dmpClass = classOf(type)
  return {
    type: type.type,
    key: type.key,
    name: type.name,
    form: type.form,
    sections: type.sections.map(({ template: _template, ...section }) => section),
    confidentiality: type.confidentiality,
    dmp: feedsDmp(type),
    mssante: type.mssante,
    ...(dmpClass ? { class: dmpClass } : {}),
    format: formatOf(type),
  }
}
