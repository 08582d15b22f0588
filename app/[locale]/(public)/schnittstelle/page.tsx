import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { apiOperations } from '#lib/booking/api/api-operations.ts';
import { staticLocale } from '#lib/platform/i18n/static-locale.ts';
import { apiBase } from '#lib/platform/web/api-operation.ts';
import { openApiDocument } from '#lib/platform/web/open-api.ts';
import { publicMetadata, type PublicPageProps } from '../public-page.ts';
import { PageContents } from '../page-contents.tsx';
import { TextPage } from '../text-page.tsx';
import { OperationSection } from './operation-section.tsx';

const path = '/schnittstelle';

export async function generateMetadata({ params }: PublicPageProps): Promise<Metadata> {
  const locale = await staticLocale(params);
  const t = await getTranslations('api.page');
  return publicMetadata(locale, path, t('title'), t('metaDescription'));
}

/** BK15. The same document that tools read at /api/v1/openapi.json, for people, in their language. */
export default async function InterfacePage({ params }: PublicPageProps) {
  const locale = await staticLocale(params);
  const t = await getTranslations('api.page');
  const document = openApiDocument(apiOperations, locale);
  const operations = Object.entries(document.paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ address, method: method.toUpperCase(), operation })),
  );
  const contents = (
    <PageContents
      title={t('onThisPage')}
      entries={operations.map(({ operation }) => ({ id: operation.operationId, label: operation.summary }))}
    />
  );
  return (
    <TextPage locale={locale} path={path} title={t('title')} lead={t('lead')} contents={contents}>
      <h2>{t('rulesTitle')}</h2>
      <ul>
        <li>{t('ruleToken')}</li>
        <li>{t('ruleLink')}</li>
        <li>{t('ruleProblem')}</li>
        <li>{t('ruleKey')}</li>
        <li>{t('ruleLimit')}</li>
        <li>{t('ruleEtag')}</li>
        <li>{t('ruleVersion')}</li>
        <li>{t('ruleTime')}</li>
      </ul>
      <h2>{t('documentTitle')}</h2>
      <p>
        {t('document')}{' '}
        <a href={`${apiBase}/openapi.json`} className="link">
          {`${apiBase}/openapi.json`}
        </a>
      </p>
      {operations.map(({ address, method, operation }) => (
        <OperationSection
          key={operation.operationId}
          address={apiBase + address}
          method={method}
          operation={operation}
        />
      ))}
    </TextPage>
  );
}
