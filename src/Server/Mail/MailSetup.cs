namespace TungNgo.Mail;

internal static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddSingleton<MailVault>().AddSingleton<MailTokens>().AddSingleton<MailSender>()
        .AddSingleton<MailLoop>().AddHostedService(s => s.GetRequiredService<MailLoop>())
        .AddScoped<Outbox>().AddScoped<MailDesk>().AddScoped<OwnMail>().AddScoped<IMailWriter>(s => s.GetRequiredService<OwnMail>());
}
