using TungNgo.Gateways.Sms;
using TungNgo.Help;
using TungNgo.Web;

namespace TungNgo.Portal.Asking;

/// <summary>What a resident typed into the form, as it came.</summary>
internal sealed record AskForm(string Text, string? Name, string? Phone, string? Place, Guid? HamletId, double? Latitude, double? Longitude, byte[]? Sound)
{
    /// <summary>The words, and a recording that may be too large: it is refused, and they stay in the form. Anything larger is no question.</summary>
    public const int MostBytes = (4 * HelpSounds.MostBytes) + (64 * 1024);

    public static readonly AskForm Empty = new("", null, null, null, null, null, null, null);

    /// <exception cref="Refusal">Too large, no form, or half of one.</exception>
    public static async Task<AskForm> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
        {
            throw new Refusal(Problems.TooLarge);
        }

        if (!request.HasFormContentType)
        {
            throw new Refusal(Problems.HelpSaysNothing);
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            throw new Refusal(Problems.TooLarge);
        }
        catch (IOException)
        {
            // It broke off half-way.
            throw new Refusal(Problems.HelpSaysNothing);
        }

        var (latitude, longitude) = (Degrees(form["lat"], 90), Degrees(form["lng"], 180));
        return new(
            form["text"].ToString(), form["name"], form["phone"], form["place"], Guid.TryParse(form["ap"], out var id) ? id : null,
            longitude is null ? null : latitude, latitude is null ? null : longitude, await SoundAsync(form.Files.GetFile("audio"), ct));
    }

    /// <summary>Digits with the leading zero; null when none was given.</summary>
    /// <exception cref="Refusal">No phone number.</exception>
    public string? ReadPhone()
    {
        if (string.IsNullOrWhiteSpace(Phone))
        {
            return null;
        }

        return PhoneNumber.Read(Phone).Number ?? throw new Refusal(Problems.HelpPhone);
    }

    private static double? Degrees(string? text, double most) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : null;

    private static async Task<byte[]?> SoundAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null or { Length: 0 })
        {
            return null;
        }

        // One that is too large is refused by who keeps it: the words beside it stay in the form.
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return content.ToArray();
    }
}
