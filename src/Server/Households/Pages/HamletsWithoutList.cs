using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

/// <summary>Hamlets whose households nobody has listed yet.</summary>
internal sealed class HamletsWithoutList(UnlistedHamlets unlisted) : IWork
{
    public int Rank => 70;

    public Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct) => Task.FromResult(unlisted.Of(area, tree) is { Count: > 0 and var silent }
        ? new WorkLine("home-question", t["figures.todo.silent", silent], $"/households/waiting?what=unlisted&area={area}", silent)
        : null);
}
