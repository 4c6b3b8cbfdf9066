using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Feed;

/// <summary>What must be done before a server answers: schema, shipped data, memory.</summary>
internal static class Startup
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (services.GetRequiredService<DatabaseAddress>().File is { } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (!File.Exists(file))
            {
                // SQLite gives its log the same rights as the file.
                PrivateFile.Make(file);
            }
        }

        var (applied, known) = ((await db.Database.GetAppliedMigrationsAsync(ct)).ToList(), db.Database.GetMigrations().ToList());
        if (applied.Except(known).Any())
        {
            throw new UnusableDatabaseException("The database was written by a newer version of this program; run that version, or restore a backup of before.");
        }

        if (known.Except(applied).Any())
        {
            // Not at every start: it builds the whole model a second time, to compare.
            await db.Database.MigrateAsync(ct);
        }

        if (await db.FeedCounters.AsTracking().SingleAsync(ct) is { Epoch: var epoch } counter && epoch == Guid.Empty)
        {
            counter.Epoch = Guid.CreateVersion7();
            await db.SaveChangesAsync(ct);
        }

        foreach (var seed in scope.ServiceProvider.GetServices<ISeed>())
        {
            await seed.PlantAsync(ct);
        }
    }

    public static Task LoadAsync(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<ChangeFeed>().StartAsync(ct);
}
