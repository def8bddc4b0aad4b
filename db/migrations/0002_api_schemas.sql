CREATE TABLE "api_schemas" (
	"document_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "api_schemas_document_id_name_pk" PRIMARY KEY("document_id","name")
);
--> statement-breakpoint
ALTER TABLE "api_schemas" ADD CONSTRAINT "api_schemas_document_id_api_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."api_documents"("id") ON DELETE cascade ON UPDATE no action;