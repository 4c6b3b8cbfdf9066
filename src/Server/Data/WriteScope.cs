using Microsoft.EntityFrameworkCore.Storage;
using TungNgo.Data.Rows;

namespace TungNgo.Data;

/// <summary>A transaction that holds the row which numbers all changes, and with it the turn to write: what was read in it cannot change before it ends.</summary>
internal abstract class WriteScope(IDbContextTransaction transaction, long last) : IAsyncDisposable
{
    /// <summary>The last number given before this write.</summary>
    public long Last { get; } = last;

    protected IDbContextTransaction Transaction { get; } = transaction;

    private bool ended;

    /// <summary>Writes rows and the last number given now, commits, and hands the turn on: whoever wrote may go on without holding others up.</summary>
    public async Task CommitAsync(IReadOnlyList<RowStatement> rows, long last, CancellationToken ct)
    {
        await CommitRowsAsync(rows, last, ct);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!ended)
        {
            ended = true;
            await EndAsync();
        }
    }

    protected abstract Task CommitRowsAsync(IReadOnlyList<RowStatement> rows, long last, CancellationToken ct);

    /// <summary>Undoes what was not committed.</summary>
    protected virtual async Task EndAsync() => await Transaction.DisposeAsync();
}
