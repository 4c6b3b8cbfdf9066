using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Accounts.Frame;

/// <param name="Menu">See <see cref="IWork.Menu"/>.</param>
/// <param name="IsUnread">Says that a line could not be read.</param>
internal sealed record ToDo(string? Menu, WorkLine Line, bool IsUnread = false);

/// <summary>
/// The lines of work of a unit, the same for all parts of one page, whichever asks first. They are read in a scope of their own: the menu is drawn while the
/// page reads, and a request's database answers one question at a time.
/// </summary>
internal sealed class WorkToDo(IServiceScopeFactory scopes, CurrentUser user, WorkMemory memory, ILogger<WorkToDo> log)
{
    private (Guid Area, DateOnly Day, Task<IReadOnlyList<ToDo>> Lines)? read;

    /// <param name="exact">For the overview; see <see cref="WorkMemory"/>.</param>
    /// <returns>The lines in their order. When one cannot be read, the last says so.</returns>
    public Task<IReadOnlyList<ToDo>> OfAsync(Guid area, DayTree tree, Texts t, bool exact)
    {
        if (read is { } known && known.Area == area && known.Day == tree.Day)
        {
            return known.Lines;
        }

        var lines = user.UserId is { } caller
            ? memory.OfAsync(new(caller, area, tree.Day, t.Language), exact, () => ReadAsync(area, tree, t))
            : ReadAsync(area, tree, t);
        read = (area, tree.Day, lines);
        return lines;
    }

    /// <summary>A form of the caller's is about to change what waits.</summary>
    /// <returns>What was known until now.</returns>
    public IReadOnlyList<ToDo> Forget(Guid area, DayTree tree, Texts t) => user.UserId is { } caller ? memory.Forget(new(caller, area, tree.Day, t.Language)) : [];

    private async Task<IReadOnlyList<ToDo>> ReadAsync(Guid area, DayTree tree, Texts t)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ICaller>().TakeOver(user);
        var (lines, isWhole) = (new List<ToDo>(), true);
        foreach (var work in scope.ServiceProvider.GetServices<IWork>().OrderBy(w => w.Rank))
        {
            try
            {
                // Whoever asked first may leave; others wait for the same lines.
                if (await work.WaitingAsync(area, tree, t, CancellationToken.None) is { } line)
                {
                    lines.Add(new(work.Menu, line));
                }
            }
            catch (Exception error)
            {
                // A page is more than one line of its list of work, or the number beside a line of its menu.
                log.LogError(error, "{Work} could not be read", work.GetType().Name);
                isWhole = false;
            }
        }

        if (!isWhole)
        {
            lines.Add(new(null, new("alert-triangle", t["figures.todo.unread"], null), IsUnread: true));
        }

        return lines;
    }
}
