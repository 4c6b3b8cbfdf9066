namespace TungNgo.Gateways.Sms;

/// <summary>What an SMS is for the law; the provider's account has a type for each.</summary>
public enum SmsClass
{
    /// <summary>Decree 91/2020 applies in full.</summary>
    Advertising,

    /// <summary>Answers, appointments, news of a service that the person uses (CSKH).</summary>
    CustomerCare,

    /// <summary>Of public bodies: warnings, policy, public services (ĐH, "điều hành").</summary>
    Administrative,
}

/// <summary>What a message wants, from which its class follows.</summary>
public enum SmsPurpose
{
    /// <summary>Danger for life or property.</summary>
    Emergency,

    /// <summary>Policy, law, public services, farm weather: of a public body, without price or seller.</summary>
    PublicInterest,
    ServiceNotice,
    Promotion,
}

/// <summary>Whether one SMS may go out now.</summary>
public abstract record SmsRuling
{
    private SmsRuling()
    {
    }

    public sealed record Allowed : SmsRuling;

    /// <param name="Until">UTC.</param>
    /// <param name="Rule">"window" or "three-a-day".</param>
    public sealed record Wait(DateTime Until, string Rule) : SmsRuling;

    /// <param name="Rule">"brandname", "label", "do-not-call", "opt-out".</param>
    public sealed record Refused(string Rule) : SmsRuling;
}

/// <summary>Decree 91/2020 on advertising by SMS, as data for the sender. Times of day are Vietnam's.</summary>
public static class SmsRules
{
    public const int MostBrandname = 11;
    public const int MostADay = 3;
    private const int Opens = 7;
    private const int Closes = 22;
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    /// <summary>Messages of public interest are not advertisements, whatever the hour.</summary>
    public static SmsClass ClassOf(SmsPurpose purpose) => purpose switch
    {
        SmsPurpose.Emergency or SmsPurpose.PublicInterest => SmsClass.Administrative,
        SmsPurpose.ServiceNotice => SmsClass.CustomerCare,
        _ => SmsClass.Advertising,
    };

    /// <param name="kind">See <see cref="ClassOf"/>.</param>
    /// <param name="brandname">The sender that phones show.</param>
    /// <param name="text">As it is sent.</param>
    /// <param name="now">UTC.</param>
    /// <param name="sent">When advertisements went to this number, UTC, in any order; older ones do no harm.</param>
    /// <param name="doNotCall">The number stands on the national list, or its owner has refused.</param>
    /// <param name="optOut">The words in the text that say how to refuse; an advertisement must hold them.</param>
    public static SmsRuling Check(
        SmsClass kind, string brandname, string text, DateTime now, IReadOnlyCollection<DateTime> sent, bool doNotCall = false, string? optOut = null)
    {
        if (!Brandname(brandname))
        {
            return new SmsRuling.Refused("brandname");
        }

        if (kind != SmsClass.Advertising)
        {
            return new SmsRuling.Allowed();
        }

        if (doNotCall)
        {
            return new SmsRuling.Refused("do-not-call");
        }

        if (!text.StartsWith("[QC]", StringComparison.Ordinal) && !text.StartsWith("[AD]", StringComparison.Ordinal))
        {
            return new SmsRuling.Refused("label");
        }

        if (string.IsNullOrWhiteSpace(optOut) || !text.Contains(optOut, StringComparison.Ordinal))
        {
            return new SmsRuling.Refused("opt-out");
        }

        var recent = sent.Where(at => at > now.AddHours(-24)).OrderDescending().ToList();
        var (due, rule) = recent.Count >= MostADay ? (recent[MostADay - 1].AddHours(24), "three-a-day") : (now, "window");
        var open = IntoWindow(due);
        return open <= now ? new SmsRuling.Allowed() : new SmsRuling.Wait(open, rule);
    }

    /// <summary>1 to 11 letters, digits, dots, dashes, low lines, no mark and no blank at the ends; not a number alone.</summary>
    public static bool Brandname(string name) =>
        name.Length is > 0 and <= MostBrandname && name == name.Trim() && name.Any(char.IsAsciiLetter)
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' ');

    private static DateTime IntoWindow(DateTime utc)
    {
        var local = utc + Vietnam;
        return local.Hour < Opens ? local.Date.AddHours(Opens) - Vietnam
            : local.Hour >= Closes ? local.Date.AddDays(1).AddHours(Opens) - Vietnam
            : utc;
    }
}
