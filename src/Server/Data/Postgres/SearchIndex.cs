using Microsoft.EntityFrameworkCore.Migrations;

namespace TungNgo.Data.Postgres;

/// <summary>Full-text index of the households' register; the "simple" configuration takes words as they are, folded by us.</summary>
internal static class SearchIndex
{
    public static void Create(MigrationBuilder migration) =>
        migration.Sql("""CREATE INDEX "IX_Households_Search" ON "Households" USING GIN (to_tsvector('simple', "SearchText")) WITH (fastupdate = on);""");
}
