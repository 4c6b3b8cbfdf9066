using System.Text.Json;

namespace TungNgo.Gateways.Zalo;

/// <summary>
/// Messages to one person who follows the account and wrote or tapped within the last seven days. Zalo knows no key against repetition here, so
/// an attempt without an answer is looked up in the conversation before anything is sent again.
/// </summary>
public sealed class ZaloCsGateway(ZaloClient zalo) : IGateway
{
    public async Task<Outcome> SendAsync(Outgoing message, CancellationToken ct)
    {
        var text = ZaloText.Normal(message.Text);
        if (ZaloText.Fault(text, message.PictureId is not null) is { } fault)
        {
            return fault;
        }

        var body = new { recipient = new { user_id = message.To }, message = ZaloText.Message(text, message.PictureId) };
        var reply = await zalo.PostAsync(zalo.Addresses.Open, "/v3.0/oa/message/cs", body, ZaloErrors.Oa, ct);
        return ZaloConversation.Sent(reply);
    }

    public Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct) =>
        ZaloConversation.FindAsync(
            (offset, count) => zalo.AskAsync("/v2.0/oa/conversation", new { user_id = message.To, offset, count }, ct), ZaloText.Normal(message.Text), startedAt);
}
