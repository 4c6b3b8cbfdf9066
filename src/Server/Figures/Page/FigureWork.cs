using TungNgo.Accounts;
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

/// <summary>Hamlets whose households nobody has listed yet.</summary>
internal sealed class HamletsWithoutList(FigurePage page, CurrentUser user) : IWork
{
    public int Rank => 70;

    public Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        var silent = page.Unit.Leaves.Count - page.Unit.Reporting;
        return Task.FromResult(silent > 0
            ? new WorkLine("home-question", t["figures.todo.silent", silent], user.Can(Permission.ImportHouseholds, area) ? "/households/import" : null)
            : null);
    }
}
