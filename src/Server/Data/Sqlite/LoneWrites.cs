using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TungNgo.Data.Sqlite;

/// <summary>
/// Lets a single statement that writes outside of any transaction wait for its turn as whole writes do: otherwise it would only poll for the
/// file's lock, and whoever polls may starve beside those who queue.
/// </summary>
internal sealed class LoneWrites(WriteTurns turns) : DbCommandInterceptor
{
    private readonly ConditionalWeakTable<DbCommand, WriteTurns.Turn> held = [];

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (IsLoneWrite(command))
        {
            held.AddOrUpdate(command, turns.Take());
        }

        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (IsLoneWrite(command))
        {
            held.AddOrUpdate(command, await turns.TakeAsync(cancellationToken));
        }

        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (IsLoneWrite(command))
        {
            held.AddOrUpdate(command, turns.Take());
        }

        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (IsLoneWrite(command))
        {
            held.AddOrUpdate(command, await turns.TakeAsync(cancellationToken));
        }

        return result;
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        HandOn(command);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        HandOn(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        // The statement ends with its reader, and only then lets the file go.
        eventData.DataReader.Dispose();
        HandOn(command);
        return result;
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => HandOn(command);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        HandOn(command);
        return Task.CompletedTask;
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) => HandOn(command);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        HandOn(command);
        return Task.CompletedTask;
    }

    private static bool IsLoneWrite(DbCommand command)
    {
        var text = command.CommandText.AsSpan().TrimStart();
        return command.Transaction is null
            && (text.StartsWith("UPDATE", StringComparison.Ordinal) || text.StartsWith("INSERT", StringComparison.Ordinal) || text.StartsWith("DELETE", StringComparison.Ordinal));
    }

    private void HandOn(DbCommand command)
    {
        if (held.TryGetValue(command, out var turn))
        {
            held.Remove(command);
            turn.Dispose();
        }
    }
}
