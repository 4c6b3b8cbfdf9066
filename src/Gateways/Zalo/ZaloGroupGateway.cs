namespace TungNgo.Gateways.Zalo;

/// <summary>
/// Messages to a group that the account made itself (GMF); groups of other people have no interface. Zalo knows no key against repetition here
/// either, so an attempt without an answer is looked up in the group's conversation.
/// </summary>
public sealed class ZaloGroupGateway(ZaloClient zalo) : IGateway
{
    public async Task<Outcome> SendAsync(Outgoing message, CancellationToken ct)
    {
        var text = Text(message);
        if (ZaloText.Fault(text, message.PictureId is not null) is { } fault)
        {
            return fault;
        }

        var body = new { recipient = new { group_id = message.To }, message = ZaloText.Message(text, message.PictureId) };
        return ZaloConversation.Sent(await zalo.PostAsync(zalo.Addresses.Open, "/v3.0/oa/group/message", body, ZaloErrors.Oa, ct));
    }

    public Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct) =>
        ZaloConversation.FindAsync(
            (offset, count) => zalo.GetAsync(
                zalo.Addresses.Open, $"/v3.0/oa/group/conversation?group_id={Uri.EscapeDataString(message.To)}&offset={offset}&count={count}", ZaloErrors.Oa, ct),
            Text(message),
            startedAt);

    private static string Text(Outgoing message) => ZaloText.WithoutMentions(ZaloText.Normal(message.Text));
}
