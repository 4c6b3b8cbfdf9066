using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Zalo;

/// <summary>Looks for a message of ours in a conversation, newest first.</summary>
internal static class ZaloConversation
{
    private const int Page = 10;

    // A hundred newer messages within minutes: whoever talks that much is not a case for guessing.
    private const int MostPages = 10;

    // Between our clock and Zalo's.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    public static Outcome Sent(Reply<JsonElement> reply) =>
        reply.Problem ?? (reply.Value.Text("message_id") is { Length: > 0 } id ? new Outcome.Sent(id) : new Outcome.Unknown("no-message-id"));

    public static async Task<Finding> FindAsync(Func<int, int, Task<Reply<JsonElement>>> page, string text, DateTime startedAt)
    {
        for (var offset = 0; offset < MostPages * Page; offset += Page)
        {
            var reply = await page(offset, Page);
            if (!reply.Ok || Messages(reply.Value) is not { } messages)
            {
                return new Finding.CannotTell();
            }

            foreach (var message in messages)
            {
                if (message.Time("time") is not { } at)
                {
                    return new Finding.CannotTell();
                }

                if (at < startedAt - Skew)
                {
                    return new Finding.Absent();
                }

                // src 0 is the account, 1 the other side.
                if (message.Int("src") == 0 && ZaloText.Normal(message.Text("message") ?? "") == text && message.Text("message_id") is { } id)
                {
                    return new Finding.Found(id);
                }
            }

            if (messages.Count < Page)
            {
                return new Finding.Absent();
            }
        }

        return new Finding.CannotTell();
    }

    private static List<JsonElement>? Messages(JsonElement data) =>
        data.ValueKind == JsonValueKind.Array ? [.. data.EnumerateArray()]
        : data.Child("messages") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()]
        : null;
}
