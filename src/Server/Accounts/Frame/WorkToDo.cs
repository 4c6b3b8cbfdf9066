using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Accounts.Frame;

/// <param name="Menu">See <see cref="IWork.Menu"/>.</param>
internal sealed record ToDo(string? Menu, WorkLine Line);

/// <summary>
/// The lines of work of a unit, read once for a request, whoever of its page asks first. In a scope of its own: the menu is drawn while the page reads, and a
/// request's database answers one question at a time.
/// </summary>
internal sealed class WorkToDo(IServiceScopeFactory scopes, CurrentUser user, ILogger<WorkToDo> log)
{
    private (Guid Area, DateOnly Day, Task<IReadOnlyList<ToDo>> Lines)? read;

    /// <returns>The lines in their order; what could not be read is left out.</returns>
    public Task<IReadOnlyList<ToDo>> OfAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (read is { } known && known.Area == area && known.Day == tree.Day)
        {
            return known.Lines;
        }

        var lines = ReadAsync(area, tree, t, ct);
        read = (area, tree.Day, lines);
        return lines;
    }

    private async Task<IReadOnlyList<ToDo>> ReadAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ICaller>().TakeOver(user);
        var lines = new List<ToDo>();
        foreach (var work in scope.ServiceProvider.GetServices<IWork>().OrderBy(w => w.Rank))
        {
            try
            {
                if (await work.WaitingAsync(area, tree, t, ct) is { } line)
                {
                    lines.Add(new(work.Menu, line));
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A page is more than one line of its list of work, or the number beside a line of its menu.
                log.LogError(error, "{Work} could not be read", work.GetType().Name);
            }
        }

        return lines;
    }
}
