#pragma once

#include "app/cli/sessionrun.h"

namespace console::cli {

/// Sends one request and prints the response that echoes it; others are not taken for the answer.
class SendRun : public SessionRun
{
    Q_OBJECT
public:
    /// @param request  the JSON text, sent as it is
    SendRun(const Arguments &arguments, SecretStore *secrets, const QByteArray &request);

protected:
    void beginWork() override;
    void take(const BatchList &batches) override;

private:
    void takeBatch(const MessageBatch &batch);
    void takeResponse(const MessageBatch &batch, size_t row);
    void giveUp();

    QByteArray m_request;
    QTimer m_timeout;
    MessageId m_sent; ///< none before it has gone out
    bool m_sawUnmatched = false;
};

} // namespace console::cli
