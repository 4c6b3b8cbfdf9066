using System.Text.Json;

namespace TungNgo.Providers.WebPush;

/// <summary>A browser's word that it showed a message, or that somebody tapped it, as it lies in the inbox.</summary>
internal sealed record PushWord(Guid Delivery, bool Tapped)
{
    public string Key => $"{(Tapped ? "tapped" : "shown")}:{Delivery:n}";

    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static PushWord? Read(string body) => JsonSerializer.Deserialize<PushWord>(body, JsonSerializerOptions.Web);
}
