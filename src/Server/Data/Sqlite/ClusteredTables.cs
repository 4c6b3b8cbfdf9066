using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Sqlite.Infrastructure.Internal;

namespace TungNgo.Data.Sqlite;

/// <summary>
/// Tables whose key has several columns are stored in the order of that key (WITHOUT ROWID): one tree instead of a table and an index over
/// it, and what belongs together lies on one page – the cells of a hamlet's day, the activities of a household.
/// </summary>
#pragma warning disable EF1001 // The options' type is internal to the provider; its generator cannot be derived from without it.
internal sealed class ClusteredTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
#pragma warning restore EF1001
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        // Answers to phones are many, small, and asked for by their id alone.
        if (operation.PrimaryKey is not { Columns.Length: > 1 } && operation.Name != nameof(AppDb.AppliedMutations))
        {
            base.Generate(operation, model, builder, terminate);
            return;
        }

        base.Generate(operation, model, builder, terminate: false);
        builder.Append(" WITHOUT ROWID").AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}
