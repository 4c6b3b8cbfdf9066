using System.Globalization;
using TungNgo.Simulators.Common;

namespace TungNgo.Simulators.Sms;

/// <summary>Receipts of the SMS simulators.</summary>
internal sealed record SmsSettings
{
    /// <summary>Where SpeedSMS sends its receipts; eSMS is told with every message.</summary>
    public string? SpeedSmsCallback { get; init; }

    public double ReceiptAfterSeconds { get; init; } = 2;

    /// <summary>Operators lose receipts.</summary>
    public double ReceiptProbability { get; init; } = 1;

    public double DuplicateProbability { get; init; }

    /// <summary>Every message is held against registered templates (146 when it does not begin like one); empty allows all.</summary>
    public string[] Templates { get; init; } = [];

    public int Seed { get; init; } = 1;
}

/// <param name="Provider">"esms" or "speedsms".</param>
internal sealed record SmsMessage(string Provider, string Id, string Phone, string Text, string? Key, string? Campaign, string Type, DateTimeOffset At, string? Callback)
{
    /// <summary>Null on the way.</summary>
    public bool? Delivered { get; set; }
}

/// <summary>Phones, money and messages of both SMS providers. Guarded by <see cref="Gate"/>.</summary>
internal sealed class SmsWorld(PhoneLedger ledger, Agenda agenda, TimeProvider clock) : IDisposable
{
    public const string ApiKey = "sim-esms-key";
    public const string SecretKey = "sim-esms-secret";
    public const string Token = "sim-speedsms-token";
    public const string Brandname = "TUNGNGO";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Dictionary<string, PhoneState> phones = new(StringComparer.Ordinal);
    private Random random = new(1);
    private SmsSettings settings = new();
    private long ids;

    public Lock Gate { get; } = new();

    public decimal Balance { get; set; } = 1_000_000_000;

    public List<SmsMessage> Messages { get; } = [];

    public Dictionary<string, SmsMessage> ById { get; } = new(StringComparer.Ordinal);

    /// <summary>RequestIds by day: eSMS holds them against repetition only until midnight.</summary>
    public Dictionary<(DateOnly Day, string RequestId), SmsMessage> ByRequest { get; } = [];

    public int Answers { get; set; }

    public SmsSettings Settings
    {
        get => settings;
        set
        {
            settings = value;
            random = new Random(value.Seed);
        }
    }

    public void SetPhone(string phone, PhoneState state) => phones[phone] = state;

    /// <summary>A number nobody spoke of is a good phone.</summary>
    public PhoneState PhoneOf(string phone) => phones.GetValueOrDefault(phone, PhoneState.On);

    public SmsMessage Take(SmsMessage message, decimal price)
    {
        Balance -= price;
        Messages.Add(message);
        ById[message.Id] = message;
        var state = PhoneOf(message.Phone);
        if (state == PhoneState.On)
        {
            ledger.Add(message.At, "sms", message.Phone, message.Text, message.Key, message.Id);
        }

        if (state != PhoneState.Silent)
        {
            var due = message.At.AddSeconds(settings.ReceiptAfterSeconds);
            agenda.At(due, planned => ReceiptAsync(message, state == PhoneState.On, planned, 0));
            if (Chance(settings.DuplicateProbability))
            {
                agenda.At(due.AddSeconds(1), planned => ReceiptAsync(message, state == PhoneState.On, planned, 0));
            }
        }

        return message;
    }

    public string NextId() => "sms" + (++ids).ToString("x12", CultureInfo.InvariantCulture);

    public void Dispose() => http.Dispose();

    private bool Chance(double probability) => probability >= 1 || (probability > 0 && random.NextDouble() < probability);

    private async Task ReceiptAsync(SmsMessage message, bool delivered, DateTimeOffset planned, int repetition)
    {
        lock (Gate)
        {
            message.Delivered = delivered;
            if (repetition == 0 && !Chance(settings.ReceiptProbability))
            {
                return;
            }
        }

        if (string.IsNullOrEmpty(message.Callback))
        {
            return;
        }

        try
        {
            using var request = message.Provider == "esms" ? EsmsSimulator.Receipt(message, delivered) : SpeedSmsSimulator.Receipt(message, delivered);
            using var response = await http.SendAsync(request);
            if (response.IsSuccessStatusCode)
            {
                return;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // Counts as no answer.
        }

        if (repetition < 5)
        {
            agenda.At(planned.AddMinutes(1), again => ReceiptAsync(message, delivered, again, repetition + 1));
        }
    }

    public DateTimeOffset Now => clock.GetUtcNow();
}

[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<PhoneState>))]
internal enum PhoneState
{
    On,

    /// <summary>The message is lost and the receipt says so.</summary>
    Off,

    /// <summary>The message is lost and no receipt ever comes.</summary>
    Silent,

    /// <summary>The provider refuses the number (99).</summary>
    Blocked,

    /// <summary>The brandname is not registered with its network (177).</summary>
    OtherNetwork,
}
