CREATE TABLE "offer_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "offer_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE FUNCTION "note_offer_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO offer_changes DEFAULT VALUES;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "products_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "products" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "product_apis_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "product_apis" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "api_documents_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "api_documents" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "api_operations_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "api_operations" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "api_schemas_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "api_schemas" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "product_guides_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "product_guides" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "product_changes_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "product_changes" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "images_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "images" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "plans_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "plans" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "catalogs_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "catalogs" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "catalog_products_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "catalog_products" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "catalog_plans_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "catalog_plans" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "gateways_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "gateways" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "gateway_policies_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "gateway_policies" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "settings_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "settings" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();--> statement-breakpoint
CREATE TRIGGER "pages_change_offer" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "pages" FOR EACH STATEMENT EXECUTE FUNCTION note_offer_change();
