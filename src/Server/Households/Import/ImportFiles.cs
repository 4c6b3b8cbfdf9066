using TungNgo.Data;

namespace TungNgo.Households.Import;

/// <summary>
/// Where uploaded lists wait between preview and taking, and where refused rows are fetched from. Kept short: a list is deleted when
/// it is taken, and whatever is older than a week with the next upload.
/// </summary>
internal sealed class ImportFiles
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private readonly string folder;
    private readonly TimeProvider clock;

    public ImportFiles(DatabaseAddress address, TimeProvider clock)
    {
        this.clock = clock;
        var data = address.IsPostgres ? null : new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(address.Connection).DataSource;
        folder = Environment.GetEnvironmentVariable("TUNGNGO_FILES")
            ?? (data is { Length: > 0 } ? Path.GetFullPath(data) + ".imports" : Path.Combine(Path.GetTempPath(), "tungngo-imports"));
    }

    public string ListOf(Guid importId) => Path.Combine(folder, $"{importId:n}.list");

    public string BadRowsOf(Guid importId) => Path.Combine(folder, $"{importId:n}.bad.xlsx");

    public async Task SaveAsync(Guid importId, Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.EnumerateFiles(folder).Where(f => clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(f) > Kept))
        {
            File.Delete(old);
        }

        await using var file = File.Create(ListOf(importId));
        await content.CopyToAsync(file, ct);
    }

    public bool HasList(Guid importId) => File.Exists(ListOf(importId));

    public void DeleteList(Guid importId) => File.Delete(ListOf(importId));

    public void Delete(Guid importId)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(ListOf(importId));
            File.Delete(BadRowsOf(importId));
        }
    }
}
