'use client';

import type { AskedField } from '@/components/forms/asked-fields';
import type { Question } from '../../../settings/question-row';
import { QuestionsForm } from '../../../settings/questions-form';
import { changeFieldsAction } from '../../actions';

type Props = {
  product: { id: string; version: number; requestFields: readonly Question[] };
  /** What the portal asks with every request. */
  askedOfAll: readonly AskedField[];
  mayChange: boolean;
};

/** What a request for this product is asked, and beside it the form that comes of it, as it is typed. */
export function FieldsForm({ product, askedOfAll, mayChange }: Props) {
  return (
    <QuestionsForm
      action={changeFieldsAction}
      hidden={{ productId: product.id, version: String(product.version) }}
      label="Questions of this product"
      mayChange={mayChange}
      editor={{
        version: product.version,
        prefix: 'requestFields',
        title: 'Questions with a request for this product',
        description: 'Asked at the cart, after what is asked with every request. To remove one, empty its words.',
        questions: product.requestFields,
      }}
      preview={{
        title: 'Preview',
        description: 'Whoever asks for this product answers:',
        className: 'xl:sticky xl:top-6',
        always: askedOfAll,
        empty: 'Nothing.',
      }}
    />
  );
}
