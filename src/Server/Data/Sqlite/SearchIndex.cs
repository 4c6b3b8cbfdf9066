using Microsoft.EntityFrameworkCore.Migrations;

namespace TungNgo.Data.Sqlite;

/// <summary>Full-text index of the households' register by words and hamlets, kept by triggers so that no writer can forget it.</summary>
internal static class SearchIndex
{
    public static void Create(MigrationBuilder migration)
    {
        // remove_diacritics=0: the text is folded already, and the tokenizer's own folding would break Khmer vowel signs.
        migration.Sql("""
            CREATE VIRTUAL TABLE "HouseholdSearch" USING fts5("Text", "Place", content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*'");
            """);
        migration.Sql("""
            CREATE TRIGGER "HouseholdSearchInsert" AFTER INSERT ON "Households" BEGIN
                INSERT INTO "HouseholdSearch"(rowid, "Text", "Place") VALUES (new."Number", new."SearchText", lower(hex(new."HamletId")));
            END;
            """);
        migration.Sql("""
            CREATE TRIGGER "HouseholdSearchUpdate" AFTER UPDATE OF "SearchText", "HamletId" ON "Households"
            WHEN old."SearchText" <> new."SearchText" OR old."HamletId" <> new."HamletId" BEGIN
                DELETE FROM "HouseholdSearch" WHERE rowid = old."Number";
                INSERT INTO "HouseholdSearch"(rowid, "Text", "Place") VALUES (new."Number", new."SearchText", lower(hex(new."HamletId")));
            END;
            """);
        migration.Sql("""
            CREATE TRIGGER "HouseholdSearchDelete" AFTER DELETE ON "Households" BEGIN
                DELETE FROM "HouseholdSearch" WHERE rowid = old."Number";
            END;
            """);
    }
}
