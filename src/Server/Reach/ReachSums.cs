using TungNgo.Contacts;
using TungNgo.Relays;
using TungNgo.Sendings;
using TungNgo.Sendings.Plan;

namespace TungNgo.Reach;

/// <summary>What became of a bulletin in one part of its audience. Households count once, messages once for each way that was tried.</summary>
/// <param name="Planned">Households the bulletin is for.</param>
/// <param name="Reached">Of them, those whose phone confirmed it, whose group it was posted in, or who were told at the door.</param>
/// <param name="Open">Of them, those still on the way.</param>
/// <param name="Unreached">Of them, those for whom every way has ended.</param>
/// <param name="Cancelled">Of them, those for whom the sending was stopped first.</param>
/// <param name="Members">Members of teams, for an audience of teams; not in the figures of households.</param>
/// <param name="Messages">Ways planned; always <paramref name="MessagesOpen"/> and those that have ended together.</param>
/// <param name="Sent">Messages that a provider took.</param>
/// <param name="Delivered">Messages that arrived on the phone.</param>
/// <param name="Seen">Messages that were opened, where the provider says so.</param>
/// <param name="Told">Households told at the door.</param>
/// <param name="Failed">Messages that failed for good, those unknown for ever included.</param>
/// <param name="OptedOut">Messages that the person refused.</param>
/// <param name="Groups">Community groups that the bulletin should be posted in.</param>
/// <param name="Posted">Of them, those in which it stands.</param>
/// <param name="PeoplePosted">People behind the posted groups by the newest count; groups never counted add nothing.</param>
/// <param name="Browsers">Browsers that chose a hamlet of the audience; whose they are nobody knows, so they are in no other figure here.</param>
/// <param name="BrowsersShown">Of them, those that showed it.</param>
public sealed record ReachSums(
    int Planned, int Reached, int Open, int Unreached, int Cancelled, int Members, int MembersReached, int Messages, int MessagesOpen, int Sent, int Delivered, int Seen, int Told, int Failed, int OptedOut,
    int Groups, int Posted, int PeoplePosted, int Browsers, int BrowsersShown)
{
    /// <summary>Nobody reached and no group posted although somebody should be.</summary>
    public bool IsSilent => Planned > 0 && Reached == 0 && Posted == 0;

    internal static ReachSums Of(IEnumerable<RecipientCount> recipients, IEnumerable<DeliveryCount> deliveries, IEnumerable<RelayCount> relays)
    {
        var all = recipients.ToList();
        var households = all.Where(r => !r.IsMember).ToList();
        var members = all.Where(r => r.IsMember).ToList();
        var sent = deliveries.ToLookup(d => d.ToSubscriber);
        var (browsers, messages) = (sent[true], sent[false].ToList());
        var groups = relays.ToList();
        return new ReachSums(
            households.Sum(r => r.Count), In(households, RecipientState.Reached), In(households, RecipientState.Open), In(households, RecipientState.Unreached), In(households, RecipientState.Cancelled),
            members.Sum(r => r.Count), In(members, RecipientState.Reached),
            messages.Sum(d => d.Count), messages.Where(d => d.State < DeliveryState.Delivered).Sum(d => d.Count),
            messages.Where(IsSent).Sum(d => d.Count), messages.Where(d => d.State is DeliveryState.Delivered or DeliveryState.Seen).Sum(d => d.Count), In(messages, DeliveryState.Seen),
            messages.Where(d => d is { Kind: ChannelKind.InPerson, State: DeliveryState.Done }).Sum(d => d.Count),
            messages.Where(d => d.State is DeliveryState.Failed or DeliveryState.GivenUp).Sum(d => d.Count), In(messages, DeliveryState.OptedOut),
            groups.Count, groups.Count(g => g.State == RelayState.Posted), groups.Where(g => g.State == RelayState.Posted).Sum(g => g.People ?? 0),
            browsers.Sum(d => d.Count), browsers.Where(d => d.State is DeliveryState.Delivered or DeliveryState.Seen).Sum(d => d.Count));
    }

    private static bool IsSent(DeliveryCount d) =>
        d.Kind >= ChannelKind.ZaloCs && d.State is DeliveryState.Sent or DeliveryState.Delivered or DeliveryState.Seen or DeliveryState.NoReceipt;

    private static int In(IEnumerable<RecipientCount> counts, RecipientState state) => counts.Where(c => c.State == state).Sum(c => c.Count);

    private static int In(IEnumerable<DeliveryCount> counts, DeliveryState state) => counts.Where(c => c.State == state).Sum(c => c.Count);
}
