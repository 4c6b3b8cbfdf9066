using TungNgo.Areas;
using TungNgo.Exchange.Push;

namespace TungNgo.Provinces.Packages;

/// <summary>
/// Carries a province's approved month to the node above by the way that carries reports to other systems, with its queue, attempts and log. What goes up is the signed package of
/// the period with all units down to communes; of the units below, whose reports are approved before it, nothing is sent by itself.
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
