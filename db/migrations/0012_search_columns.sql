ALTER TABLE "pages" ADD COLUMN "words" "tsvector" GENERATED ALWAYS AS (text_words(title, body)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "api_operations" ADD COLUMN "words" "tsvector" GENERATED ALWAYS AS (operation_words(method, path, summary, slug)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "product_guides" ADD COLUMN "words" "tsvector" GENERATED ALWAYS AS (text_words(title, body)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "words" "tsvector" GENERATED ALWAYS AS (product_words(display_name, summary, tags, description)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "pages_by_words" ON "pages" USING gin ("words");--> statement-breakpoint
CREATE INDEX "api_operations_by_words" ON "api_operations" USING gin ("words");--> statement-breakpoint
CREATE INDEX "product_guides_by_words" ON "product_guides" USING gin ("words");--> statement-breakpoint
CREATE INDEX "products_by_words" ON "products" USING gin ("words");--> statement-breakpoint
-- The words were made anew for every row that a search looked at: PostgreSQL takes such functions for cheap.
DROP INDEX "products_words";--> statement-breakpoint
DROP INDEX "api_operations_words";--> statement-breakpoint
DROP INDEX "product_guides_words";--> statement-breakpoint
DROP INDEX "pages_words";
