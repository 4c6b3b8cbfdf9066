using Microsoft.EntityFrameworkCore.Storage;
using TungNgo.Data.Rows;

namespace TungNgo.Data;

/// <summary>A transaction that holds the row which numbers all changes, and with it the turn to write: what was read in it cannot change before it ends.</summary>
internal abstract class WriteScope(IAsyncDisposable held, long last) : IAsyncDisposable
{
    /// <summary>The last number given before this write.</summary>
    public long Last { get; } = last;

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
            await held.DisposeAsync();
        }
    }

    protected abstract Task CommitRowsAsync(IReadOnlyList<RowStatement> rows, long last, CancellationToken ct);
}

/// <summary>A transaction of rows outside of the feed. Disposing without commit undoes everything.</summary>
/// <param name="held">What the transaction holds, itself included.</param>
internal sealed class PlainWrite(IDbContextTransaction transaction, IAsyncDisposable held) : IAsyncDisposable
{
    private bool ended;

    /// <summary>Commits and hands the turn on.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        await transaction.CommitAsync(ct);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!ended)
        {
            ended = true;
            await held.DisposeAsync();
        }
    }
}
