using TungNgo.Areas;
using TungNgo.Exchange.Push;

namespace TungNgo.Provinces.Packages;

/// <summary>
/// Tells the node above when a province has signed its month, by the way that carries reports to other systems, with its queue, attempts and log. What goes up is a signed package of
/// the period with all units down to communes, of the figures as they stand in the moment it is queued: units below may have approved or put right more than the month's own report
/// says. The message keeps it, so that each attempt sends the same bytes; one that was refused is made anew.
/// </summary>
internal sealed class PackagePush(IServiceScopeFactory scopes) : IPushBody
{
    public string Kind => "country";

    public bool Takes(DayTree tree, Guid areaId) => tree.Find(areaId) is { ParentId: null };

    public async Task<PushBody> BuildAsync(PushOf of, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var signed = await scope.ServiceProvider.GetRequiredService<MakePackage>().OfAsync(of.Period.Code, ct);
        return new(signed, SignedPackage.MediaType, of.Report.Figures.Count(f => f.Value is not null), 0);
    }
}
