import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyButton } from '@/components/ui/copy-button';
import type { Context } from '@/core/context';
import { type ImageLine, listImages } from '@/core/images/list-images';
import { can } from '@/core/policy';
import { PictureForm } from '../../../picture-form';
import { deletePictureAction } from './actions';

/** The pictures of a product, each with the Markdown that shows it in a text. Nothing for who only reads. */
export async function PicturesCard({ ctx, slug }: { ctx: Context; slug: string }) {
  if (!can(ctx.actor, 'offer.change')) return null;
  const pictures = await listImages(ctx, { slug });
  return (
    <Card
      id="pictures"
      title="Pictures"
      description="For the texts of this product. Who may see the product may see them, and nobody else."
    >
      <div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-2">
        <PictureForm
          action={`/admin/products/${encodeURIComponent(slug)}/pictures`}
          name="Picture"
          label="Add a picture"
          button="Upload"
          done="The picture is uploaded. Copy its Markdown into the text."
        />
        {pictures.length > 0 && (
          <ul className="grid max-h-96 gap-3 overflow-auto">
            {pictures.map((picture) => (
              <Picture key={picture.id} picture={picture} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function Picture({ picture }: { picture: ImageLine }) {
  const { id, name, href, width, height } = picture;
  return (
    <li className="flex flex-wrap items-center gap-3">
      {/* biome-ignore lint/performance/noImgElement: the portal's own picture, served as it is; the optimiser is off */}
      <img src={href} alt="" loading="lazy" className="size-12 rounded-md border border-line bg-muted object-contain" />
      <div className="min-w-32 flex-1">
        <p className="[overflow-wrap:anywhere]">{name}</p>
        <p className="text-ink-muted text-sm">
          {width} × {height}
        </p>
      </div>
      <CopyButton text={markdownOf(picture)} label="Copy Markdown" size="sm" />
      <ConfirmDialog
        trigger="Delete"
        triggerSize="sm"
        title={`Delete ${name}?`}
        consequences={['Texts that show it show its words instead.', 'Where it is the logo, there is none then.']}
        action={deletePictureAction}
        hidden={{ imageId: id }}
      />
    </li>
  );
}

/** The file's name stands in for words that only the author knows. */
function markdownOf({ name, href }: ImageLine): string {
  const words = name.replace(/\.[a-z0-9]+$/i, '').replace(/[\][\\]/g, ' ');
  return `![${words.trim()}](${href})`;
}
