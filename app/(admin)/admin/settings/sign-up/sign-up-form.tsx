'use client';

import type { Question } from '../question-row';
import { QuestionsForm } from '../questions-form';
import { changeSignUpSettingsAction } from './actions';

type SignUpSettings = {
  signUpFields: readonly Question[];
  answeredBy: Readonly<Record<string, number>>;
  version: number;
};

/** The sign-up fields, and beside them the form that comes of it, as it is typed. Who may only read sees both. */
export function SignUpForm({ settings, mayChange }: { settings: SignUpSettings; mayChange: boolean }) {
  return (
    <QuestionsForm
      action={changeSignUpSettingsAction}
      hidden={{ version: String(settings.version) }}
      label="Sign-up fields"
      mayChange={mayChange}
      editor={{
        version: settings.version,
        prefix: 'signUpFields',
        title: 'Sign-up fields',
        description:
          'Asked at registration; people change their answers on their profile. To remove one, empty its words.',
        questions: settings.signUpFields,
        answeredBy: settings.answeredBy,
      }}
      preview={{
        title: 'Preview',
        description: 'Between the password and the invite code, people are asked:',
        className: 'xl:sticky xl:top-6',
        empty: 'Nothing more.',
      }}
    />
  );
}
