using TungNgo.Gateways.Http;
using TungNgo.Gateways.Sms;

namespace TungNgo.Gateways.Zalo;

/// <summary>
/// Approved templates (ZBS) to phone numbers that have a Zalo account. Our key goes along as tracking_id and comes back in the delivery webhook.
/// </summary>
/// <param name="zalo">The account that is linked with ZBS.</param>
/// <param name="beyondQuota">Sends on when the day's quota is used up (sending_mode 3), where the contract with Zalo allows it.</param>
public sealed class ZbsPhoneGateway(ZaloClient zalo, bool beyondQuota = false) : IGateway
{
    public async Task<Outcome> SendAsync(Outgoing message, CancellationToken ct)
    {
        if (PhoneNumber.Normalise(message.To) is not { } phone)
        {
            return new Outcome.Failed(FailureScope.Recipient, "phone");
        }

        if (message.Template is not { } template)
        {
            return new Outcome.Failed(FailureScope.Message, "no-template");
        }

        var reply = await zalo.PostAsync(zalo.Addresses.Business, "/message/template", new
        {
            phone,
            template_id = template.Id,
            template_data = template.Values,
            tracking_id = message.Key,
            sending_mode = beyondQuota ? "3" : "1",
        }, ZaloErrors.Zbs, ct);
        return reply.Problem ?? (reply.Value.Text("msg_id") is { Length: > 0 } id
            ? new Outcome.Sent(id, reply.Value.Child("quota")?.Int("remainingQuota"))
            : new Outcome.Unknown("no-message-id"));
    }

    /// <summary>
    /// Zalo's status query wants the message id, which is just what an unknown attempt lacks, and a second call with the same tracking_id is not
    /// known to be refused. Only the delivery webhook, which carries the tracking_id, can tell.
    /// </summary>
    public Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct) => Task.FromResult<Finding>(new Finding.CannotTell());
}

/// <summary>Approved templates (ZBS) to people who follow the account or have written to it. They carry no key of ours.</summary>
public sealed class ZbsUserGateway(ZaloClient zalo) : IGateway
{
    public async Task<Outcome> SendAsync(Outgoing message, CancellationToken ct)
    {
        if (message.Template is not { } template)
        {
            return new Outcome.Failed(FailureScope.Message, "no-template");
        }

        var body = new { user_id = message.To, template_id = template.Id, template_data = template.Values };
        return ZaloConversation.Sent(await zalo.PostAsync(zalo.Addresses.Open, "/v3.0/oa/message/template", body, ZaloErrors.ZbsByUser, ct));
    }

    /// <summary>The conversation shows a filled template as Zalo renders it, not as we wrote it: nothing there can be compared.</summary>
    public Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct) => Task.FromResult<Finding>(new Finding.CannotTell());
}
