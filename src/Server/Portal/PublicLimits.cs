using TungNgo.Web;

namespace TungNgo.Portal;

/// <summary>How much one address may write and look up. Whole villages share an address of their operator, so the limits stop machines, not neighbours.</summary>
internal static class PublicLimits
{
    public const string Write = "public-write", LookUp = "public-look-up";
    private const int WritesPerMinute = 30, LookUpsPerMinute = 120;

    public static void Add(RequestPolicies policies)
    {
        policies.Add(Write, c => ClientNetwork.Limit(c, WritesPerMinute));
        policies.Add(LookUp, c => ClientNetwork.Limit(c, LookUpsPerMinute));
    }
}
