namespace TungNgo.Simulators.Sms;

/// <summary>Both SMS providers and, under /sim/sms, the handles of the play.</summary>
internal static class SmsSimulators
{
    public static void AddSms(this IServiceCollection services) => services.AddSingleton<SmsWorld>();

    public static void MapSms(this WebApplication app)
    {
        var world = app.Services.GetRequiredService<SmsWorld>();
        EsmsSimulator.Map(app, world);
        SpeedSmsSimulator.Map(app, world);
        var sim = app.MapGroup("/sim/sms");
        sim.MapGet("/", () => new { world.Balance, messages = world.Messages.Count, world.Answers, world.Settings });
        sim.MapPut("/settings", (SmsSettings settings) => world.Settings = settings);
        sim.MapPost("/balance/{left:decimal}", (decimal left) => world.Balance = left);
        // Phones that are not mentioned are on: only the others need to be made.
        sim.MapPost("/phones", (Dictionary<string, PhoneState> phones) =>
        {
            lock (world.Gate)
            {
                foreach (var (phone, state) in phones)
                {
                    world.SetPhone(phone, state);
                }
            }

            return phones.Count;
        });
    }
}
