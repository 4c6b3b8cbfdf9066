using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Providers;
using TungNgo.Relays;

namespace TungNgo.Sendings.Plan;

/// <summary>How one recipient can be reached, as the register knows it when the plan is made.</summary>
/// <param name="Phone">As 84…; null when there is none.</param>
/// <param name="MayWrite">Agreed to be contacted, or it is an emergency.</param>
/// <param name="RelayId">The task of posting in the community group that the household reads.</param>
internal sealed record Facts(
    Guid Id, Guid HamletId, string Language, string? Phone, bool MayWrite, ContactPoint? Zalo, ContactPoint? Push, Guid? RelayId, bool AtDoor);

/// <summary>One way of one step.</summary>
internal sealed record Way(int Step, ChannelKind Kind, Channel? Channel, string To, Guid? ContactId, Guid? RelayId);

/// <summary>Finds the ways of a chain for recipients of one hamlet.</summary>
internal sealed class Ways(ChannelBook book, Guid hamletId, Chain chain, string kind, DateTime now, OptOutSet optOuts, Func<Channel, string, bool> hasTemplate)
{
    /// <summary>Customer-service messages reach a user for seven days after they last did something with the account.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(7);

    private readonly Dictionary<ChannelKind, Channel?> channels = Enum.GetValues<ChannelKind>().Where(k => k >= ChannelKind.ZaloCs).ToDictionary(k => k, k => book.Serving(hamletId, k));

    public Chain Chain => chain;

    /// <summary>Ways that were left out because the recipient refused them.</summary>
    public int OptedOut { get; private set; }

    public List<Way> Of(Facts recipient)
    {
        var ways = new List<Way>();
        for (var step = 0; step < chain.Steps.Length; step++)
        {
            foreach (var family in chain.Steps[step].Families)
            {
                if (Find(recipient, family, step) is { } way && ways.All(w => w.Kind != way.Kind))
                {
                    ways.Add(way);
                }
            }
        }

        return ways;
    }

    private Way? Find(Facts r, ChannelFamily family, int step) => family switch
    {
        ChannelFamily.Relay => r.RelayId is { } relay ? new Way(step, ChannelKind.Relay, null, "", null, relay) : null,
        ChannelFamily.InPerson => r.AtDoor ? new Way(step, ChannelKind.InPerson, null, "", null, null) : null,
        ChannelFamily.Push => r.Push is { } push ? Through(step, ChannelKind.WebPush, push.Address, push.Id) : null,
        ChannelFamily.Sms => r.MayWrite && r.Phone is { } phone ? Through(step, ChannelKind.Sms, phone, null) : null,
        ChannelFamily.Zalo => r.MayWrite ? Zalo(r, step) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(family)),
    };

    /// <summary>Inside the window a message costs nothing or little; a template to a follower less than one to a number.</summary>
    private Way? Zalo(Facts r, int step)
    {
        if (r.Zalo is { } user)
        {
            if (user.LastInteractionAt > now - Window && Through(step, ChannelKind.ZaloCs, user.Address, user.Id) is { } way)
            {
                return way;
            }

            if (user.Follows && Through(step, ChannelKind.ZbsUser, user.Address, user.Id) is { } template)
            {
                return template;
            }
        }

        return r.Phone is { } phone ? Through(step, ChannelKind.ZbsPhone, phone, null) : null;
    }

    private Way? Through(int step, ChannelKind channelKind, string to, Guid? contact)
    {
        if (channels[channelKind] is not { } channel || (channelKind is ChannelKind.ZbsUser or ChannelKind.ZbsPhone && !hasTemplate(channel, kind)))
        {
            return null;
        }

        if (optOuts.Refuses(to, channelKind, kind))
        {
            OptedOut++;
            return null;
        }

        return new Way(step, channelKind, channel, to, contact, null);
    }
}

/// <summary>Refusals of the addresses at hand.</summary>
/// <param name="emergency">Emergencies are law, not advertising: nothing is refused.</param>
internal sealed class OptOutSet(IEnumerable<OptOut> optOuts, bool emergency)
{
    private readonly ILookup<string, OptOut> byAddress = optOuts.ToLookup(o => o.Address);

    public bool Refuses(string address, ChannelKind channel, string kind) =>
        !emergency && byAddress[address].Any(o => (o.Channel is null || o.Channel == channel) && (o.Topic is null || o.Topic == kind));
}
