import { Search } from 'lucide-react';
import Form from 'next/form';
import { Button, ButtonLink } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Prose } from '@/components/ui/prose';
import type { Welcome } from '@/core/settings/get-welcome';

type Props = { welcome: Welcome; firstName: string | null; isAdmin: boolean };

/**
 * The top of the first page. A visitor reads whose portal it is and what it is for; who is signed in knows that, and
 * gets the search.
 */
export function HomeHero({ welcome, firstName, isAdmin }: Props) {
  const isVisitor = firstName === null;
  return (
    <header className={isVisitor ? 'home-hero' : 'home-hero home-hero-short'}>
      <div className="grid gap-4">
        <h1 className="text-balance text-3xl tracking-tight [overflow-wrap:anywhere] sm:text-4xl">
          {isVisitor ? welcome.headline : `Welcome, ${firstName}`}
        </h1>
        {isVisitor && <Lead text={welcome.text} />}
      </div>
      <HeroSearch />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href="/catalogs" variant={isVisitor ? 'primary' : 'secondary'} size="lg">
          Browse the catalogs
        </ButtonLink>
        {isVisitor && welcome.isRegistrationOpen && (
          <ButtonLink href="/auth/register" size="lg">
            Register
          </ButtonLink>
        )}
        {isAdmin && (
          <ButtonLink href="/admin" size="lg">
            Open the admin portal
          </ButtonLink>
        )}
      </div>
    </header>
  );
}

function Lead({ text }: { text: Welcome['text'] }) {
  if (text) return <Prose html={text} className="text-ink-muted text-lg" />;
  return (
    <p className="text-ink-muted text-lg">
      Find an API, read how it works, and call it with a key of your own in minutes.
    </p>
  );
}

function HeroSearch() {
  return (
    <Form action="/search" role="search" aria-label="Search products, guides and operations" className="flex gap-2">
      <span className="relative min-w-0 flex-1">
        <Search aria-hidden="true" className="absolute top-1/2 left-3.5 size-4.5 -translate-y-1/2 text-ink-faint" />
        <Input
          type="search"
          name="q"
          aria-label="Search products, guides and operations"
          placeholder="Search products, guides and operations"
          className="min-h-12 pl-10.5"
        />
      </span>
      <Button type="submit" size="lg" className="min-h-12">
        Search
      </Button>
    </Form>
  );
}
