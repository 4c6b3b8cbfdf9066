namespace TungNgo.Data.Backups;

/// <summary>
/// Takes a whole database out into one file and back in again. All that an installation keeps lies in its database, also pictures, waiting
/// lists and keys, so the file is the whole backup; and it holds residents' data, so only its owner may read it.
/// </summary>
internal abstract class DatabaseCopy
{
    public static DatabaseCopy Of(DatabaseAddress address) => address.File is { } path ? new SqliteCopy(path) : new PostgresCopy(address);

    /// <summary>
    /// Writes the database as it is at one instant into a new file, beside a running server. The file appears under its name when it is
    /// whole and was read back.
    /// </summary>
    /// <param name="file">Full path; what lies there is replaced in the end.</param>
    /// <exception cref="UnusableDatabaseException">The database is not one of this program's, or cannot be copied.</exception>
    public async Task SaveAsync(string file, CancellationToken ct)
    {
        var partial = file + ".partial";
        try
        {
            MakeEmpty(partial);
            await CopyOutAsync(partial, ct);
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Whether there is anything that a restore would overwrite.</summary>
    public abstract Task<bool> HoldsDataAsync(CancellationToken ct);

    /// <summary>
    /// Takes a backup in beside what is there, which stays until <see cref="Restoring.KeepAsync"/>. Nobody else may use the database meanwhile.
    /// </summary>
    /// <exception cref="UnusableDatabaseException">The file is no backup of this kind of database, or somebody uses the database.</exception>
    public abstract Task<Restoring> TakeInAsync(string file, CancellationToken ct);

    protected abstract Task CopyOutAsync(string partial, CancellationToken ct);

    /// <summary>An empty file that only its owner may read.</summary>
    protected static void MakeEmpty(string path)
    {
        File.Delete(path);
        PrivateFile.Make(path);
    }

    protected static bool BeginsWith(string file, ReadOnlySpan<byte> sign)
    {
        using var stream = File.OpenRead(file);
        Span<byte> begin = stackalloc byte[sign.Length];
        return stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && begin.SequenceEqual(sign);
    }
}

/// <summary>A database that was taken in and waits to be found right. Disposing without <see cref="KeepAsync"/> leaves what was there before.</summary>
internal abstract class Restoring : IAsyncDisposable
{
    /// <summary>Where the database that was taken in can be opened, as <see cref="DatabaseAddress.Parse"/> reads it.</summary>
    public abstract string Address { get; }

    /// <summary>Puts it in place of what was there. Nothing may have it open.</summary>
    public abstract Task KeepAsync(CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
