using TungNgo.Simulators.Common;

namespace TungNgo.Simulators.Zalo;

/// <summary>The simulated Zalo: one app with one Official Account, its webhooks, and the ledger it writes to.</summary>
internal sealed class ZaloWorld(PhoneLedger ledger, ZaloHooks hooks)
{
    public ZaloOa Oa { get; } = new();

    public ZaloHooks Hooks => hooks;

    public PhoneLedger Ledger => ledger;

    /// <summary>Vietnam's time of day, on which night rules and days of quotas turn.</summary>
    public static DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(7));

    /// <summary>22:00 to 06:00.</summary>
    public static bool Night(DateTimeOffset at) => Local(at).Hour is >= 22 or < 6;
}
