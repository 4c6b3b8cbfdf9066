namespace TungNgo.Gateways.Sms;

/// <summary>What an SMS receipt says.</summary>
public enum SmsState
{
    /// <summary>Waiting, or with the operator.</summary>
    OnTheWay,
    Delivered,
    Failed,
}

/// <summary>
/// A receipt of eSMS: a GET to the callback address with everything in the query, repeated up to five times when we are slow. Names are taken
/// in any case because the provider's own samples and its table differ (TotalPrice, Totalprice).
/// </summary>
/// <param name="MessageId">SMSID.</param>
/// <param name="Key">Our RequestId; null when the provider left it out.</param>
/// <param name="Phone">As 84…; null when it did not say.</param>
/// <param name="State">Both counters must agree: one receiver, sent or failed.</param>
/// <param name="EventKey">The same for repetitions of the same receipt.</param>
public sealed record EsmsReceipt(string MessageId, string? Key, string? Phone, SmsState State, string EventKey)
{
    /// <returns>Null when it is no receipt.</returns>
    public static EsmsReceipt? Read(IEnumerable<KeyValuePair<string, string?>> query)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
            {
                fields.TryAdd(name, value);
            }
        }

        if (!fields.TryGetValue("SMSID", out var id) || !fields.TryGetValue("SendStatus", out var status))
        {
            return null;
        }

        var state = status switch
        {
            "5" when Count("SendSuccess") > 0 => SmsState.Delivered,
            "5" when Count("SendFailed") > 0 => SmsState.Failed,
            "4" => SmsState.Failed,
            _ => SmsState.OnTheWay,
        };
        return new EsmsReceipt(
            id,
            fields.GetValueOrDefault("RequestId"),
            PhoneNumber.Normalise(fields.GetValueOrDefault("phonenumber")),
            state,
            $"esms:{id}:{status}:{Count("SendSuccess")}:{Count("SendFailed")}");

        int Count(string name) => int.TryParse(fields.GetValueOrDefault(name), out var count) ? count : 0;
    }
}
