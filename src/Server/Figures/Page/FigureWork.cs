using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Figures.Proof;
using TungNgo.Web;

namespace TungNgo.Figures.Page;

/// <summary>Cells that the last recount found wrong and could not set right.</summary>
internal sealed class CellsThatDiffer(FigureChecks checks) : IWork
{
    public int Rank => 10;

    public Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct) =>
        Task.FromResult(checks.Last is { } last && last.Differences > last.Repaired
            ? new WorkLine("alert-triangle", t["figures.todo.differences", last.Differences], "#checked")
            : null);
}
